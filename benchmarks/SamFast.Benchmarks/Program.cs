using BenchmarkDotNet.Running;
using SamFast.Benchmarks;
using SamFast.Benchmarks.Report;

if (args is ["report", .. var rest])
    return ReportCommand.Run(rest);

BenchmarkSwitcher.FromAssembly(typeof(StepBenchmark).Assembly).Run(args);
return 0;
