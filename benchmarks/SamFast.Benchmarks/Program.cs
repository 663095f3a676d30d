using BenchmarkDotNet.Running;
using SamFast.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(StepBenchmark).Assembly).Run(args);
