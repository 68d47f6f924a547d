// mono: mcs -optimize Bench.cs -out:Bench-mono.exe ; mono Bench-mono.exe churn 18 | static random|tree|list N | cycles K | half N   (env SYS=name, COMPACT=1)
// CoreCLR: the same file as Bench.dll beside a Bench.runtimeconfig.json ; dotnet Bench.dll ...
using System; using System.Diagnostics; using System.Globalization;
public sealed class Node { public Node l, r; public int a, b; }
public static class Bench {
  static uint S=12345; static uint rnd(){S^=S<<13;S^=S>>17;S^=S<<5;return S;}
  static long allocs; static Node root; static double[] arr; static bool compact=Environment.GetEnvironmentVariable("COMPACT")=="1";
  static Node bottomUp(int d){var n=new Node();allocs++;if(d>0){n.l=bottomUp(d-1);n.r=bottomUp(d-1);}return n;}
  static void topDown(int d,Node n){if(d<=0)return;n.l=new Node();n.r=new Node();allocs+=2;topDown(d-1,n.l);topDown(d-1,n.r);}
  static long treeSize(int d){return (2L<<d)-1;}
  static double Now(){return Stopwatch.GetTimestamp()*1e9/Stopwatch.Frequency;}
  static void rep(string wl,string sh,long n,double[] v){Array.Sort(v);int k=v.Length;var c=CultureInfo.InvariantCulture;
    Console.WriteLine("{"+string.Format(c,"\"sys\":\"{0}\",\"wl\":\"{1}\",\"shape\":\"{2}\",\"n\":{3},\"ns\":{4:F3},\"min\":{5:F3},\"max\":{6:F3},\"cpu\":{7:F3},\"MBs\":{8:F1} ",Environment.GetEnvironmentVariable("SYS")??"cs",wl,sh,n,v[k/2]/n,v[0]/n,v[k-1]/n,med(cp,k)/n,40.0*n/v[k/2]*1e3)+"}");}
  static double[] cp=new double[64]; static double med(double[] c,int k){var d=new double[k];Array.Copy(c,d,k);Array.Sort(d);return d[k/2];}
  struct TS{public long s,n;} [System.Runtime.InteropServices.DllImport("libc")] static extern int clock_gettime(int c,ref TS t); static double Cpu(){TS t=new TS();clock_gettime(2,ref t);return t.s*1e9+t.n;}
  static void FullGC(){ if(compact)GC.Collect(2,GCCollectionMode.Forced,true,true); else GC.Collect(); }
  static void churn(int stretch){var v=new double[5];
    for(int it=0;it<6;it++){allocs=0;double c0=Cpu(),t=Now();
      bottomUp(stretch);
      var ll=new Node();allocs++;topDown(stretch-2,ll);root=ll;
      arr=new double[500000];for(int i=0;i<500000;i++)arr[i]=1.0/(i+1);
      for(int d=4;d<=stretch-2;d+=2){long iters=2*treeSize(stretch)/treeSize(d);
        for(long i=0;i<iters;i++){var x=new Node();allocs++;topDown(d,x);}
        for(long i=0;i<iters;i++)bottomUp(d);}
      if(root.l==null||arr[1000]!=1.0/1001)throw new Exception();
      root=null;arr=null;
      double e=Now()-t;if(it>0){v[it-1]=e;cp[it-1]=Cpu()-c0;}}
    rep("churn","gcbench",allocs,v);}
  static Node tree(int d){var n=new Node();if(d>0){n.l=tree(d-1);n.r=tree(d-1);}return n;}
  static long mk(string sh,int n){
    if(sh=="random"){var a=new Node[n];var p=new int[n];for(int i=0;i<n;i++){a[i]=new Node();a[i].a=i;p[i]=i;}
      GC.Collect();GC.Collect();
      for(int i=n-1;i>0;i--){int j=(int)(rnd()%(uint)(i+1));int t=p[i];p[i]=p[j];p[j]=t;}
      for(int i=0;i<n;i++){a[p[i]].l=a[p[(i+1)%n]];a[p[i]].r=a[rnd()%(uint)n];}
      root=a[0];return n;}
    if(sh=="tree"){int d=0;while(treeSize(d)<n*0.99)d++;root=tree(d);return treeSize(d);}
    Node h=null;for(int i=0;i<n;i++){var x=new Node();x.l=h;h=x;}root=h;return n;}
  static Node[] rings(int k){var a=new Node[k];for(int i=0;i<k;i++){Node f=new Node(),p=f;for(int j=1;j<10;j++){var q=new Node();p.l=q;q.r=p;p=q;}p.l=f;f.r=p;a[i]=f;}return a;}
  static void half(int n){S=12345;var a=new Node[n];var p=new int[n];int h=n/2;for(int i=0;i<n;i++){a[i]=new Node();a[i].a=i;p[i]=i;}
    for(int i=n-1;i>0;i--){int j=(int)(rnd()%(uint)(i+1));int t=p[i];p[i]=p[j];p[j]=t;}
    for(int i=0;i<h;i++){a[p[i]].l=a[p[(i+1)%h]];a[p[i]].r=a[p[(int)(rnd()%(uint)h)]];}
    root=a[p[0]];}
  static void mkdrop(int k){rings(k);}
  static void wipe(int d){if(d>0)wipe(d-1);}
  public static void Main(string[] v){
    if(v[0]=="churn"){churn(v.Length>1?int.Parse(v[1]):18);return;}
    if(v[0]=="static"){long n=mk(v[1],int.Parse(v[2]));wipe(50);FullGC();FullGC();FullGC();var t=new double[7];
      for(int i=0;i<7;i++){double c0=Cpu(),s=Now();FullGC();t[i]=Now()-s;cp[i]=Cpu()-c0;}
      rep("static",v[1],n,t);return;}
    if(v[0]=="half"){int n=int.Parse(v[1]);var t=new double[5];
      for(int it=0;it<6;it++){root=null;FullGC();half(n);wipe(50);double c0=Cpu(),s=Now();FullGC();double e=Now()-s;if(it>0){t[it-1]=e;cp[it-1]=Cpu()-c0;}}
      rep("half","random",n,t);return;}
    {int k=int.Parse(v[1]);var t=new double[5];
    for(int it=0;it<6;it++){FullGC();mkdrop(k);wipe(50);double c0=Cpu(),s=Now();FullGC();double e=Now()-s;if(it>0){t[it-1]=e;cp[it-1]=Cpu()-c0;}}
    rep("cycles","rings",k*10L,t);}
  }
}
