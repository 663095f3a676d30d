using BenchmarkDotNet.Running;
using SamFast.Benchmarks;
using SamFast.Benchmarks.Builds;
using SamFast.Benchmarks.Gradients;
using SamFast.Benchmarks.Processors;
using SamFast.Benchmarks.Products;
using SamFast.Benchmarks.Report;

if (args is [ReportCommand.Name, ..])
    return ReportCommand.Run(args);
if (args is [IsaTurns.Name, ..])
    return IsaTurns.Run(args);
if (args is [CompareCommand.Name, IsaCommand.Option, ..])
    return IsaCommand.Run(args);
if (args is [CompareCommand.Name, ..])
    return CompareCommand.Run(args);
if (args is [BuildTimeCommand.Name, ..])
    return BuildTimeCommand.Run(args);
if (args is [StartupCommand.Name, ..])
    return StartupCommand.Run(args);
if (args is [MatMulCommand.Name, ..])
    return MatMulCommand.Run(args);
if (args is [GradientsCommand.Name, ..])
    return GradientsCommand.Run(args);

BenchmarkSwitcher.FromAssembly(typeof(StepBenchmark).Assembly).Run(args);
return 0;
