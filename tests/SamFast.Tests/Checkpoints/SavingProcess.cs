namespace SamFast.Tests.Checkpoints;

/// <summary>A process that steps and saves until it is killed: the program that this assembly is when it is run by
/// itself.</summary>
internal static class SavingProcess
{
    /// <summary>More than one tile, and files of more than one page.</summary>
    public static Layout Layout { get; } = [new("w", [100, 90]), new("b", [90])];

    public static int Main(string[] arguments)
    {
        if (arguments is ["abort"])
            return Execution.InterruptTests.AbortAgain();
        if (arguments is not ["save", var path])
        {
            Console.Error.WriteLine("usage: save FILE. The tests are run by dotnet test.");
            return 1;
        }

        var optimizer = new Cyclic(Layout);
        var parameters = Start(optimizer);
        int calls = 0;
        if (File.Exists(path))
        {
            optimizer.Load(path, parameters);
            calls = Calls(optimizer);
        }

        Console.WriteLine($"at {calls}");
        for (; ; calls++)
        {
            Driver.Step(optimizer, parameters, calls);
            optimizer.Save(path, parameters);
            Console.WriteLine("saved");
        }
    }

    public static float[] Start(Cyclic optimizer) => Driver.Start<float>(optimizer.ParameterCount);

    /// <summary>How many calls of <c>Step</c> there have been.</summary>
    public static int Calls(Cyclic optimizer) => (3 * (int)optimizer.StepCount) + optimizer.AscentStep;
}
