namespace SamFast.Generators.Tests.Catalog;

/// <summary>The list of all attributes for declarations is current.</summary>
public class CatalogSnapshotTests
{
    private static readonly string _path = Path.Combine(Listing.Folder, "README.md");

    public static TheoryData<Type> All =>
    [
        .. Listing.Transforms, .. Listing.Projections, .. Listing.Linesearches, .. Listing.Wrappers, .. Listing.Aliases,
        .. Listing.Schedules,
    ];

    [Fact]
    public void The_catalog_lists_every_public_attribute()
    {
        string text = Listing.Text();
        if (Environment.GetEnvironmentVariable("SAMFAST_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(_path, text);

        Assert.True(
            File.ReadAllText(_path) == text, $"{_path} is stale: set SAMFAST_UPDATE_SNAPSHOTS=1 and test again");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_entry_of_the_catalog_has_a_summary_and_its_counterparts(Type type)
    {
        Assert.NotEmpty(XmlComments.Summary(type));
        Assert.Matches("optax|torch", XmlComments.Remarks(type));
    }

    [Theory]
    [InlineData("ScaleByAdam", "| 8 bytes: `mu`, `nu`; 2 scalars |  | `optax.scale_by_adam` |")]
    [InlineData("ScaleBySm3", "| 4 bytes: `nu`; `mu` (length depends on the shape) |")]
    [InlineData("AdaptiveGradClip", "| `clipping`, `eps = 0.001` |  |  | `optax.adaptive_grad_clip` |")]
    [InlineData("ScaleByDistanceOverGradients", "| 4 bytes: `origin`; 2 scalars per tensor |")]
    [InlineData("ClipByGlobalNorm", "|  | `squaredNorm` | `optax.clip_by_global_norm` |")]
    [InlineData("ProjectL2Ball", "| `radius = 1` | `squaredNorm` | `optax.projections.projection_l2_ball` |")]
    [InlineData("Sgd", "| `Trace` → `ScaleByLearningRate` | `learningRate`, `momentum = 0`, `nesterov = false` |")]
    [InlineData("Adam", "| `optax.adam`, `optax.nadam` |")]
    [InlineData("TorchSgd", "|  | `torch.optim.SGD` |")]
    [InlineData("Linear", "| `optax.linear_schedule` |")]
    public void An_entry_has_its_state_its_measures_and_its_counterparts(string name, string cells) => Assert.Contains(
        cells, Listing.Text().Split('\n').Single(row => row.StartsWith($"| [`{name}`]", StringComparison.Ordinal)),
        StringComparison.Ordinal);
}
