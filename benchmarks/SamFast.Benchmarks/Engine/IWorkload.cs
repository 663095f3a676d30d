using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Engine;

/// <summary>Something to compare competitors on.</summary>
internal interface IWorkload
{
    /// <summary>Its name on the command line and in the report.</summary>
    string Name { get; }

    /// <summary>The title, for a heading.</summary>
    string Title { get; }

    /// <summary>True if it is compared on lists of tensors too.</summary>
    bool TakesLists { get; }

    /// <summary>Compares the competitors' results, then warms them up.</summary>
    /// <exception cref="DisagreementException">They do not compute the same.</exception>
    void Rehearse(Effort effort);

    /// <summary>Times the competitors on one shape.</summary>
    IReadOnlyList<Record> Measure(Shape shape, Effort effort);
}
