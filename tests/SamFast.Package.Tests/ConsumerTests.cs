using Xunit.Abstractions;

namespace SamFast.Package.Tests;

/// <summary>A new console program with one package reference builds without a warning, and its numbers are the same on any
/// processor.</summary>
public class ConsumerTests(Package package, ITestOutputHelper output) : IClassFixture<Package>
{
    [Fact]
    public void A_program_computes_the_same_bits_with_any_vector_width_and_any_number_of_threads()
    {
        string folder = package.Consumer();
        Package.Run("dotnet", ["build", "-c", "Release", "-o", "out", "-p:SamFastVersion=" + package.Version], folder);
        string program = Path.Combine(folder, "out", "Consumer.dll");

        var widest = Hashes.Parse(Package.Run("dotnet", [program], folder));
        var narrower = Hashes.Parse(Package.Run("dotnet", [program], folder, ("DOTNET_EnableAVX512", "0")));
        var untiered = Hashes.Parse(Package.Run("dotnet", [program], folder, ("DOTNET_TieredCompilation", "0")));

        Assert.Equal(Hashes.Count, widest.Count);
        Assert.Equal(widest, narrower);
        Assert.Equal(widest, untiered);
        foreach (var optimizer in widest.GroupBy(hash => hash.Key.Optimizer))
            Assert.Single(optimizer.Select(hash => hash.Value).Distinct());
        Assert.Equal(Hashes.Optimizers + Hashes.Functions, widest.Values.Distinct().Count());
        output.WriteLine(
            $"{widest.Count} hashes, of {Hashes.Optimizers} optimizers with 1, 2 and 7 threads and of {Hashes.Functions} functions, are the same with the widest vectors, "
            + "without AVX-512, and without tiered compilation.");
    }
}
