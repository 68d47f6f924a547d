// javac Bench.java ; java -Dsys=java-serial -XX:+UseSerialGC -Xms3g -Xmx3g Bench churn 18 | static random|tree|list N | cycles K | half N
import java.util.*;
public class Bench {
  static final class Node { Node l, r; int a, b; }
  static int S=12345; static int rnd(){S^=S<<13;S^=S>>>17;S^=S<<5;return S;}
  static long allocs; static Node root; static double[] arr;
  static Node bottomUp(int d){Node n=new Node();allocs++;if(d>0){n.l=bottomUp(d-1);n.r=bottomUp(d-1);}return n;}
  static void topDown(int d,Node n){if(d<=0)return;n.l=new Node();n.r=new Node();allocs+=2;topDown(d-1,n.l);topDown(d-1,n.r);}
  static long treeSize(int d){return (2L<<d)-1;}
  static final com.sun.management.OperatingSystemMXBean OS=(com.sun.management.OperatingSystemMXBean)java.lang.management.ManagementFactory.getOperatingSystemMXBean();
  static double cpu(){return OS.getProcessCpuTime();} static double[] cp=new double[64]; static double med(double[] c,int k){double[] d=Arrays.copyOf(c,k);Arrays.sort(d);return d[k/2];}
  static void rep(String wl,String sh,long n,double[] v){Arrays.sort(v);int k=v.length;
    System.out.printf(Locale.ROOT,"{\"sys\":\"%s\",\"wl\":\"%s\",\"shape\":\"%s\",\"n\":%d,\"ns\":%.3f,\"min\":%.3f,\"max\":%.3f,\"cpu\":%.3f,\"MBs\":%.1f}%n",System.getProperty("sys","java"),wl,sh,n,v[k/2]/n,v[0]/n,v[k-1]/n,Arrays.stream(cp,0,k).sum()/k/n,32.0*n/v[k/2]*1e3);}
  static void churn(int stretch){
    double[] v=new double[5];
    for(int it=0;it<6;it++){allocs=0;double c0=cpu();long t=System.nanoTime();
      bottomUp(stretch);
      Node ll=new Node();allocs++;topDown(stretch-2,ll);root=ll;
      arr=new double[500000];for(int i=0;i<500000;i++)arr[i]=1.0/(i+1);
      for(int d=4;d<=stretch-2;d+=2){long iters=2*treeSize(stretch)/treeSize(d);
        for(long i=0;i<iters;i++){Node x=new Node();allocs++;topDown(d,x);}
        for(long i=0;i<iters;i++)bottomUp(d);}
      if(root.l==null||arr[1000]!=1.0/1001)throw new Error();
      root=null;arr=null;
      double e=System.nanoTime()-t;if(it>0){v[it-1]=e;cp[it-1]=cpu()-c0;}}
    rep("churn","gcbench",allocs,v);
  }
  static Node tree(int d){Node n=new Node();if(d>0){n.l=tree(d-1);n.r=tree(d-1);}return n;}
  static long mk(String sh,int n){
    if(sh.equals("random")){Node[] a=new Node[n];int[] p=new int[n];for(int i=0;i<n;i++){a[i]=new Node();a[i].a=i;p[i]=i;}
      System.gc();
      for(int i=n-1;i>0;i--){int j=(int)((rnd()&0xffffffffL)%(i+1));int t=p[i];p[i]=p[j];p[j]=t;}
      for(int i=0;i<n;i++){a[p[i]].l=a[p[(i+1)%n]];a[p[i]].r=a[(int)((rnd()&0xffffffffL)%n)];}
      root=a[0];return n;}
    if(sh.equals("tree")){int d=0;while(treeSize(d)<n*0.99)d++;root=tree(d);return treeSize(d);}
    Node h=null;for(int i=0;i<n;i++){Node x=new Node();x.l=h;h=x;}root=h;return n;
  }
  public static void main(String[] v){
    if(v[0].equals("churn")){churn(v.length>1?Integer.parseInt(v[1]):18);return;}
    if(v[0].equals("static")){long n=mk(v[1],Integer.parseInt(v[2]));System.gc();System.gc();double[] t=new double[7];
      for(int i=0;i<7;i++){double c0=cpu();long s=System.nanoTime();System.gc();t[i]=System.nanoTime()-s;cp[i]=cpu()-c0;}
      rep("static",v[1],n,t);return;}
    if(v[0].equals("half")){int n=Integer.parseInt(v[1]);double[] t=new double[5];
      for(int it=0;it<6;it++){root=null;System.gc();half(n);double c0=cpu();long s=System.nanoTime();System.gc();double e=System.nanoTime()-s;if(it>0){t[it-1]=e;cp[it-1]=cpu()-c0;}}
      rep("half","random",n,t);return;}
    int k=Integer.parseInt(v[1]);double[] t=new double[5];
    for(int it=0;it<6;it++){System.gc();Node[] a=rings(k);a=null;double c0=cpu();long s=System.nanoTime();System.gc();double e=System.nanoTime()-s;if(it>0){t[it-1]=e;cp[it-1]=cpu()-c0;}}
    rep("cycles","rings",k*10L,t);
  }
  static void half(int n){S=12345;Node[] a=new Node[n];int[] p=new int[n];int h=n/2;for(int i=0;i<n;i++){a[i]=new Node();a[i].a=i;p[i]=i;}
    for(int i=n-1;i>0;i--){int j=(int)((rnd()&0xffffffffL)%(i+1));int t=p[i];p[i]=p[j];p[j]=t;}
    for(int i=0;i<h;i++){a[p[i]].l=a[p[(i+1)%h]];a[p[i]].r=a[p[(int)((rnd()&0xffffffffL)%h)]];}
    root=a[p[0]];}
  static Node[] rings(int k){Node[] a=new Node[k];for(int i=0;i<k;i++){Node f=new Node(),p=f;for(int j=1;j<10;j++){Node q=new Node();p.l=q;q.r=p;p=q;}p.l=f;f.r=p;a[i]=f;}return a;}
}
