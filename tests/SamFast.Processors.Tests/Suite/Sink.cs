using Xunit;
using Xunit.Abstractions;

namespace SamFast.Processors.Tests.Suite;

/// <summary>Collects test cases and results; prints failures and the total of each class.</summary>
internal sealed class Sink : LongLivedMarshalByRefObject, IMessageSink, IDisposable
{
    private readonly ManualResetEventSlim _finished = new();

    public List<ITestCase> Cases { get; } = [];

    public int Passed { get; private set; }

    public int Failed { get; private set; }

    public int Skipped { get; private set; }

    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestCaseDiscoveryMessage discovered:
                Cases.Add(discovered.TestCase);
                break;
            case ITestPassed:
                Passed++;
                break;
            case ITestSkipped:
                Skipped++;
                break;
            case ITestFailed failed:
                Failed++;
                Console.WriteLine($"FAILED {failed.Test.DisplayName}: {string.Join(" / ", failed.Messages)}");
                break;
            case IErrorMessage error:
                Failed++;
                Console.WriteLine($"FAILED {string.Join(" / ", error.Messages)}");
                break;
            case ITestClassFinished finished:
                Console.WriteLine($"{finished.TestsRun,6} {finished.TestClass.Class.Name}");
                break;
            case IDiscoveryCompleteMessage or ITestAssemblyFinished:
                _finished.Set();
                break;
        }

        return true;
    }

    public void Wait()
    {
        _finished.Wait();
        _finished.Reset();
    }

    public void Dispose() => _finished.Dispose();
}
