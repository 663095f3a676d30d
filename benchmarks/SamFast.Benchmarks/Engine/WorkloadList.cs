namespace SamFast.Benchmarks.Engine;

/// <summary>All workloads of this program, by name.</summary>
internal static class WorkloadList
{
    public static IReadOnlyList<IWorkload> All { get; } =
    [
        .. typeof(WorkloadList).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(IWorkload)))
            .Select(type => (IWorkload)Activator.CreateInstance(type)!)
            .OrderBy(workload => workload.Name, StringComparer.Ordinal)
    ];
}
