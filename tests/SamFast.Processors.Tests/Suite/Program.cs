using System.Reflection;
using System.Runtime.InteropServices;
using SamFast.Processors.Tests.Suite;
using Xunit.Abstractions;
using Xunit.Sdk;

// The arguments: parts of the full names of test classes.
if (args.Length == 0)
{
    Console.Error.WriteLine("Usage: Suite CLASS…, such as Conformance Losses. Runs the tests of all classes whose full name contains one of them.");
    return 1;
}

var assembly = Assembly.Load("SamFast.Tests");
using var sink = new Sink();
using var framework = new XunitTestFramework(sink);
var options = new Options();
options.SetValue<bool?>("xunit.execution.DisableParallelization", true);

using var discoverer = framework.GetDiscoverer(Reflector.Wrap(assembly));
foreach (var type in assembly.GetTypes().Where(type => args.Any(part => type.FullName!.Contains(part, StringComparison.Ordinal))))
{
    discoverer.Find(type.FullName, includeSourceInformation: false, sink, options);
    sink.Wait();
}

using ITestFrameworkExecutor executor = framework.GetExecutor(assembly.GetName());
executor.RunTests(sink.Cases, sink, options);
sink.Wait();
Console.WriteLine(
    $"{RuntimeInformation.ProcessArchitecture}: {sink.Passed} passed, {sink.Failed} failed, {sink.Skipped} skipped.");
return sink.Failed == 0 && sink.Passed > 0 ? 0 : 1;
