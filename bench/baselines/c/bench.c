// GCBench, full collections of graphs and dropped rings with Boehm's collector, or with malloc and free.
// Build: gcc -O2 -DBOEHM bench.c -o bench-boehm -lgc ; gcc -O2 bench.c -o bench-malloc
// Run:   ./bench-boehm churn 18 | static random|tree|list N | cycles K [ringsize]   (env SYS=name, NO_INTERIOR=1)
#include <stdio.h>
#include <stdlib.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#ifdef BOEHM
#include <gc.h>
#define NEW() ((Node*)GC_MALLOC(sizeof(Node)))
#define SYS (getenv("SYS")?getenv("SYS"):"boehm")
#define ROOTALLOC(n) GC_MALLOC(n)
#else
#define NEW() ((Node*)calloc(1,sizeof(Node)))
#define SYS (getenv("SYS")?getenv("SYS"):"malloc")
#define ROOTALLOC(n) calloc(1,n)
#endif
typedef struct Node{struct Node*l,*r;long a,b;}Node;
static double now(){struct timespec t;clock_gettime(CLOCK_MONOTONIC,&t);return t.tv_sec*1e9+t.tv_nsec;}
static double cpu(){struct timespec t;clock_gettime(CLOCK_PROCESS_CPUTIME_ID,&t);return t.tv_sec*1e9+t.tv_nsec;}
static double cp[64];
static uint32_t S=12345;static inline uint32_t rnd(){S^=S<<13;S^=S>>17;S^=S<<5;return S;}
static int cmp(const void*a,const void*b){double x=*(double*)a,y=*(double*)b;return (x>y)-(x<y);}
static void rep(const char*wl,const char*sh,long n,double*v,int k,double sz){double raw[64];memcpy(raw,cp,k*8);qsort(v,k,8,cmp);qsort(raw,k,8,cmp);
 printf("{\"sys\":\"%s\",\"wl\":\"%s\",\"shape\":\"%s\",\"n\":%ld,\"ns\":%.3f,\"min\":%.3f,\"max\":%.3f,\"cpu\":%.3f,\"MBs\":%.1f}\n",SYS,wl,sh,n,v[k/2]/n,v[0]/n,v[k-1]/n,raw[k/2]/n,sz*n/v[k/2]*1e3);fflush(stdout);}
static long allocs;
static Node*bottomUp(int d){Node*n=NEW();allocs++;if(d>0){n->l=bottomUp(d-1);n->r=bottomUp(d-1);}return n;}
static void topDown(int d,Node*n){if(d<=0)return;n->l=NEW();n->r=NEW();allocs+=2;topDown(d-1,n->l);topDown(d-1,n->r);}
#ifdef BOEHM
#define FREETREE(n)
#define FREEARR(a)
#else
static void freeTree(Node*n){if(n->l){freeTree(n->l);freeTree(n->r);}free(n);}
#define FREETREE(n) freeTree(n)
#define FREEARR(a) free(a)
#endif
static long treeSize(int d){return (2L<<d)-1;}
static double*volatile arr;static Node*volatile ll;
static void churn(int stretch){
  double v[5];long per=0;
  for(int it=0;it<6;it++){ allocs=0;S=12345;
    double c0=cpu(),t=now();
    {Node*s=bottomUp(stretch);FREETREE(s);}
    Node*longl=NEW();allocs++;topDown(stretch-2,longl);ll=longl;
    double*a=
#ifdef BOEHM
      GC_MALLOC_ATOMIC(500000*8);
#else
      malloc(500000*8);
#endif
    arr=a;for(int i=0;i<500000;i++)a[i]=1.0/(i+1);
    for(int d=4;d<=stretch-2;d+=2){long iters=2*treeSize(stretch)/treeSize(d);
      for(long i=0;i<iters;i++){Node*x=NEW();allocs++;topDown(d,x);FREETREE(x);}
      for(long i=0;i<iters;i++){Node*x=bottomUp(d);FREETREE(x);}}
    if(!ll->l||arr[1000]!=1.0/1001)abort();
    FREETREE((Node*)ll);FREEARR((void*)arr);ll=0;arr=0;
    double e=now()-t;per=allocs;if(it){v[it-1]=e;cp[it-1]=cpu()-c0;}
  }
  rep("churn","gcbench",per,v,5,sizeof(Node));
}
static Node*volatile root;
#ifndef BOEHM
// reference hand-written mark over malloc'd nodes: naive DFS and FIFO-prefetch DFS
static Node**stk;static long epoch=1;
static long markDfs(Node*r){long c=0,sp=0;epoch++;stk[sp++]=r;r->b=epoch;while(sp){Node*n=stk[--sp];c++;Node*x=n->l;if(x&&x->b!=epoch){x->b=epoch;stk[sp++]=x;}x=n->r;if(x&&x->b!=epoch){x->b=epoch;stk[sp++]=x;}}return c;}
static long markPf(Node*r){long c=0,sp=0;epoch++;Node*q[16];unsigned h=0,t=0;q[t++&15]=r;while(1){ while(sp&&t-h<15){Node*x=stk[--sp];__builtin_prefetch(x,1);q[t++&15]=x;} if(h==t)break;Node*n=q[h++&15];if(n->b==epoch)continue;n->b=epoch;c++;if(n->l)stk[sp++]=n->l;if(n->r)stk[sp++]=n->r;}return c;}
#endif
static Node*tree(long d){Node*n=NEW();if(d>0){n->l=tree(d-1);n->r=tree(d-1);}return n;}
static void mkstatic(const char*sh,long*pn){long n=*pn;
  if(!strcmp(sh,"random")){Node**a=ROOTALLOC(n*sizeof*a);uint32_t*p=malloc(n*4);for(long i=0;i<n;i++){a[i]=NEW();a[i]->a=i;p[i]=i;}
    for(long i=n-1;i>0;i--){long j=rnd()%(i+1);uint32_t t=p[i];p[i]=p[j];p[j]=t;}
    for(long i=0;i<n;i++){a[p[i]]->l=a[p[(i+1)%n]];a[p[i]]->r=a[rnd()%n];}
    root=a[0];FREEARR(a);free(p);}
  else if(!strcmp(sh,"tree")){int d=0;while(treeSize(d)<n*0.99)d++;*pn=treeSize(d);root=tree(d);}
  else{Node*h=0;for(long i=0;i<n;i++){Node*x=NEW();x->l=h;h=x;}root=h;}
}
static void clobber(){volatile char b[4096];memset((void*)b,0,4096);}
int main(int c,char**v){
#ifdef BOEHM
  if(getenv("NO_INTERIOR"))GC_set_all_interior_pointers(0);
  GC_INIT();
#endif
  if(!strcmp(v[1],"churn")){churn(c>2?atoi(v[2]):18);return 0;}
  if(!strcmp(v[1],"static")){long n=atol(v[3]);mkstatic(v[2],&n);clobber();double t[9];
#ifdef BOEHM
    for(int i=0;i<2;i++)GC_gcollect();
    for(int i=0;i<7;i++){double c0=cpu(),s=now();GC_gcollect();t[i]=now()-s;cp[i]=cpu()-c0;}
    rep("static",v[2],n,t,7,sizeof(Node));
#else
    stk=malloc((2*n+64)*8);
    long cc=0;for(int i=0;i<7;i++){double c0=cpu(),s=now();cc=markDfs(root);t[i]=now()-s;cp[i]=cpu()-c0;} if(cc!=n)abort();rep("static-handmark-dfs",v[2],n,t,7,sizeof(Node));
    for(int i=0;i<7;i++){double c0=cpu(),s=now();cc=markPf(root);t[i]=now()-s;cp[i]=cpu()-c0;} if(cc!=n)abort();rep("static-handmark-prefetch",v[2],n,t,7,sizeof(Node));
#endif
    return 0;}
  if(!strcmp(v[1],"cycles")){long k=atol(v[2]);int rs=c>3?atoi(v[3]):10;double t[9];
    for(int it=0;it<6;it++){
      Node**a=ROOTALLOC(k*sizeof*a);
#ifdef BOEHM
      GC_disable();
#endif
      for(long i=0;i<k;i++){Node*f=NEW(),*p=f;for(int j=1;j<rs;j++){Node*q=NEW();p->l=q;q->r=p;p=q;}p->l=f;f->r=p;a[i]=f;}
#ifdef BOEHM
      GC_enable();memset(a,0,k*sizeof*a);clobber();
      double c0=cpu(),s=now();GC_gcollect();double e=now()-s; if(it){t[it-1]=e;cp[it-1]=cpu()-c0;}
#else
      double c0=cpu(),s=now();for(long i=0;i<k;i++){Node*f=a[i],*p=f;do{Node*q=p->l;free(p);p=q;}while(p!=f);}double e=now()-s;if(it){t[it-1]=e;cp[it-1]=cpu()-c0;}free(a);
#endif
    }
    rep("cycles","rings",k*rs,t,5,sizeof(Node));}
}
