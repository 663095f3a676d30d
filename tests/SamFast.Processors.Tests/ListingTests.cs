using Xunit.Abstractions;
using Pack = SamFast.Package.Tests.Package;

namespace SamFast.Processors.Tests;

/// <summary>The number of instructions per parameter in the inner loop of each sweep.</summary>
public class ListingTests(Pack package, ITestOutputHelper output) : IClassFixture<Pack>
{
    /// <summary>Below it, ARM64 may have <see cref="Limit"/> instructions; above it, twice those of AVX2.</summary>
    private const double Short = 8;

    private const double Limit = 16;

    [ProcessorFact]
    public void ARM64_has_at_most_twice_the_instructions_of_AVX2_and_no_calls()
    {
        string folder = package.Folder();
        foreach (string file in (string[])
            [
                .. Directory.GetFiles(Path.Combine(Pack.Root, "tests", "SamFast.Processors.Tests", "Listed")),
                Path.Combine(Pack.Root, "benchmarks", "SamFast.Benchmarks", "Catalog", "Declared.cs"),
            ])
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        string listing = List(folder, "linux-x64"), listingArm64 = List(folder, "linux-arm64");
        var avx2 = Listing.Sweeps(listing);
        var arm64 = Listing.Sweeps(listingArm64);

        Assert.Equal(avx2.Keys, arm64.Keys);
        output.WriteLine($"{"instructions per parameter",-44}{"AVX2",-36}ARM64");
        foreach (string sweep in avx2.Keys)
            output.WriteLine($"{sweep,-44}{avx2[sweep],-36}{arm64[sweep]}");
        output.WriteLine($"{"bytes of code",-44}{Listing.Bytes(listing),-36}{Listing.Bytes(listingArm64)}");
        string[] wrong =
        [
            .. avx2.Keys
                .Where(sweep => arm64[sweep].PerParameter > LimitOf(sweep, avx2[sweep]) || arm64[sweep].Calls + avx2[sweep].Calls > 0)
                .Select(sweep => $"{sweep}: AVX2 {avx2[sweep]}, ARM64 {arm64[sweep]}"),
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    // A product of Philox takes one instruction with AVX2, and three on ARM64, which has no widening product of every second word.
    private static double LimitOf(string sweep, Loop avx2) => avx2.PerParameter <= Short ? Limit
        : sweep == "NoisySgd.Move" ? 2.3 * avx2.PerParameter
        : 2 * avx2.PerParameter;

    private string List(string folder, string runtime)
    {
        string listing = Path.Combine(folder, runtime + ".asm");
        Pack.Run("dotnet",
        [
            "msbuild", "-restore", "-t:List", "-p:Configuration=Release", "-p:RuntimeIdentifier=" + runtime,
            "-p:Listing=" + listing, "-p:SamFastVersion=" + package.Version,
        ], folder);
        return listing;
    }
}
