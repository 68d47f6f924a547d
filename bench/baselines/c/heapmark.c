// Hand-written markers over midden's layout: one array of 32-bit words, objects of 24 bytes, with and without prefetching.
// gcc -O2 heapmark.c -o heapmark ; ./heapmark random|tree|list N [thp=0|1]
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <sys/mman.h>
#define ST 6
static double now(){struct timespec t;clock_gettime(CLOCK_MONOTONIC,&t);return t.tv_sec*1e9+t.tv_nsec;}
static double cpu(){struct timespec t;clock_gettime(CLOCK_PROCESS_CPUTIME_ID,&t);return t.tv_sec*1e9+t.tv_nsec;}
static uint32_t S=12345;static inline uint32_t rnd(){S^=S<<13;S^=S>>17;S^=S<<5;return S;}
static int thp;static void*al(size_t n){n=(n+(4<<20)-1)&~(size_t)((2<<20)-1);char*p=mmap(0,n+(2<<20),3,MAP_PRIVATE|MAP_ANONYMOUS,-1,0);p=(char*)(((uintptr_t)p+(2<<20)-1)&~(uintptr_t)((2<<20)-1));madvise(p,n,thp?MADV_HUGEPAGE:MADV_NOHUGEPAGE);return p;}
static int32_t*H,*bm,*st;static long n;static size_t words;static uint32_t root;
static uint32_t nxt;static uint32_t rec(int d){uint32_t a=64+ST*nxt++;if(d>0){H[a+1]=rec(d-1);H[a+2]=rec(d-1);}return a;}
static inline int32_t at(long i){return 64+i*ST;}
__attribute__((noinline)) static long dfs_hdr(){long sp=0,c=1;H[root]|=1;st[sp++]=root;while(sp>0){int32_t o=st[--sp],h=H[o],e=o+((h>>8)&255);for(int32_t p=o+1;p<=e;p++){int32_t r=H[p];if(r){int32_t rh=H[r];if(!(rh&1)){H[r]=rh|1;c++;st[sp++]=r;}}}}return c;}
__attribute__((noinline)) static long dfs_bm(){long sp=0,c=1;{uint32_t g=root>>1;bm[g>>5]|=1u<<(g&31);}st[sp++]=root;while(sp>0){int32_t o=st[--sp],e=o+((H[o]>>8)&255);for(int32_t p=o+1;p<=e;p++){int32_t r=H[p];if(r){uint32_t g=(uint32_t)r>>1,b=1u<<(g&31),w=bm[g>>5];if(!(w&b)){bm[g>>5]=w|b;c++;st[sp++]=r;}}}}return c;}
__attribute__((noinline)) static long bfs_bm_bl(){long h=0,t=0;bm[0]|=1;{uint32_t g=root>>1;bm[g>>5]|=1u<<(g&31);}st[t++]=root;while(h<t){int32_t o=st[h++],e=o+((H[o]>>8)&255);for(int32_t p=o+1;p<=e;p++){uint32_t r=H[p],g=r>>1,w=bm[g>>5];st[t]=r;t+=((w>>(g&31))&1)^1;bm[g>>5]=w|(1u<<(g&31));}}return t;}
__attribute__((noinline)) static long bfs_bm_bl2(){long h=0,t=0;bm[0]|=1;{uint32_t g=root>>1;bm[g>>5]|=1u<<(g&31);}st[t++]=root;while(h<t){int32_t o=st[h++];for(int k=1;k<=2;k++){uint32_t r=H[o+k],g=r>>1,w=bm[g>>5];st[t]=r;t+=((w>>(g&31))&1)^1;bm[g>>5]=w|(1u<<(g&31));}}return t;}
__attribute__((noinline)) static long bfs_bm_bl_pf(){long h=0,t=0;bm[0]|=1;{uint32_t g=root>>1;bm[g>>5]|=1u<<(g&31);}st[t++]=root;while(h<t){int32_t o=st[h++];if(h+12<t)__builtin_prefetch(&H[st[h+12]]);int e=o+((H[o]>>8)&255);for(int32_t p=o+1;p<=e;p++){uint32_t r=H[p],g=r>>1,w=bm[g>>5];st[t]=r;t+=((w>>(g&31))&1)^1;bm[g>>5]=w|(1u<<(g&31));}}return t;}
__attribute__((noinline)) static long fifo_bm_pf(){long sp=0,c=0;uint32_t q[64];unsigned h=0,t=0;bm[0]|=1;{uint32_t g=root>>1;bm[g>>5]|=1u<<(g&31);}st[sp++]=root;for(;;){while(sp&&t-h<16){uint32_t x=st[--sp];__builtin_prefetch(&H[x]);q[t++&63]=x;}if(h==t)break;int32_t o=q[h++&63],e=o+((H[o]>>8)&255);c++;for(int32_t p=o+1;p<=e;p++){uint32_t r=H[p],g=r>>1,w=bm[g>>5];st[sp]=r;sp+=((w>>(g&31))&1)^1;bm[g>>5]=w|(1u<<(g&31));}}return c;}
static int cmp(const void*a,const void*b){double x=*(double*)a,y=*(double*)b;return (x>y)-(x<y);}
static void b(const char*nm,long(*f)(),const char*sh){double t[9],c[9];for(int i=0;i<9;i++){memset(bm,0,words/16+64);for(long j=0;j<n;j++)H[at(j)]&=~1;double c0=cpu(),s=now();long k=f();t[i]=now()-s;c[i]=cpu()-c0;if(k!=n)abort();}qsort(t,9,8,cmp);qsort(c,9,8,cmp);printf("{\"k\":\"%s\",\"n\":%ld,\"ns\":%.3f,\"min\":%.3f,\"max\":%.3f,\"cpu\":%.3f,\"node\":\"C\",\"kind\":\"%s\",\"shape\":\"%s\"}\n",nm,n,t[4]/n,t[0]/n,t[8]/n,c[4]/n,thp?"thp":"4k",sh);fflush(stdout);}
int main(int c,char**v){const char*sh=v[1];n=atol(v[2]);thp=c>3?atoi(v[3]):0;
 if(!strcmp(sh,"tree")){int d=0;while(((2L<<d)-1)<n*0.99)d++;n=(2L<<d)-1;}
 words=64+n*ST+64;H=al(words*4);bm=al(words/16*1+4096);st=al((2*n+64)*4);
 for(long i=0;i<n;i++)H[at(i)]=(ST<<16)|(2<<8);
 if(!strcmp(sh,"random")){int32_t*p=malloc(n*4);for(long i=0;i<n;i++)p[i]=i;for(long i=n-1;i>0;i--){long j=rnd()%(i+1);int t=p[i];p[i]=p[j];p[j]=t;}for(long i=0;i<n;i++){H[at(p[i])+1]=at(p[(i+1)%n]);H[at(p[i])+2]=at(rnd()%n);}free(p);root=at(0);}
 else if(!strcmp(sh,"tree")){int d=0;while(((2L<<d)-1)<n)d++;root=rec(d);}
 else{for(long i=1;i<n;i++)H[at(i)+1]=at(i-1);root=at(n-1);}
 b("dfs_hdr",dfs_hdr,sh);b("dfs_bm",dfs_bm,sh);b("bfs_bm_bl",bfs_bm_bl,sh);b("bfs_bm_bl2",bfs_bm_bl2,sh);b("bfs_bm_bl_pf",bfs_bm_bl_pf,sh);b("fifo_bm_pf",fifo_bm_pf,sh);}
