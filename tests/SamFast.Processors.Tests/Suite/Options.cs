using Xunit.Abstractions;

namespace SamFast.Processors.Tests.Suite;

/// <summary>Options of xunit, by name.</summary>
internal sealed class Options : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
{
    private readonly Dictionary<string, object?> _values = [];

    public T? GetValue<T>(string name) => _values.TryGetValue(name, out object? value) ? (T?)value : default;

    public void SetValue<T>(string name, T value) => _values[name] = value;
}
