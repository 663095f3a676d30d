using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Engine;

/// <summary>A step on which competitors are compared.</summary>
internal interface IWorkload
{
    /// <summary>Its name on the command line and in the report.</summary>
    string Name { get; }

    /// <summary>The title, for a heading.</summary>
    string Title { get; }

    /// <summary>True if it is also measured on lists of tensors.</summary>
    bool TakesLists { get; }

    /// <summary>Compares the competitors' results, then warms them up.</summary>
    /// <exception cref="DisagreementException">Two competitors compute different results.</exception>
    void Rehearse(Effort effort);

    /// <summary>Times the competitors on one shape.</summary>
    IReadOnlyList<Record> Measure(Shape shape, Effort effort);
}
