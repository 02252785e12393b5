using BenchmarkDotNet.Running;
using GanGate.Benchmarks;

if (args is ["kernels", ..])
{
    KernelTable.Print(args.Length > 1 ? args[1] : "/usr/bin/python3");
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
