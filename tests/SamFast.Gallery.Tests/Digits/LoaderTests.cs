using System.IO.Compression;
using SamFast.Gallery.Digits.Data;

namespace SamFast.Gallery.Tests.Digits;

/// <summary>The digits and IDX files, sound and damaged.</summary>
public sealed class LoaderTests : IDisposable
{
    private static readonly byte[] s_images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 51, 255, 1, 2, 3];
    private static readonly byte[] s_labels = [0, 0, 8, 1, 0, 0, 0, 2, 7, 9];

    private readonly string _folder = Directory.CreateTempSubdirectory("samfast-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_digits_are_all_there()
    {
        var digits = HandwrittenDigits.Load().Pool;
        Assert.Equal(1797, digits.Count);
        Assert.Equal(64, digits.Features);
        Assert.Equal(
            [178, 182, 177, 183, 181, 182, 181, 179, 174, 180],
            Enumerable.Range(0, 10).Select(k => digits.Labels.Count(label => label == k)));
        Assert.Equal(5 / 16f, digits.Image(0)[2]);
        for (int i = 0; i < digits.Count; i++)
        {
            foreach (float pixel in digits.Image(i))
                Assert.InRange(pixel, 0, 1);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("1,2,3")]
    [InlineData("x")]
    public void Lines_that_are_no_digit_are_refused(string text) =>
        Assert.Throws<InvalidDataException>(() => HandwrittenDigits.Read(new StringReader(text)));

    [Theory]
    [InlineData("17", "3")]
    [InlineData("-1", "3")]
    [InlineData("1.5", "3")]
    [InlineData("1", "10")]
    [InlineData("1", "")]
    public void A_number_out_of_range_is_refused_with_its_line(string pixel, string label)
    {
        string good = string.Join(",", Enumerable.Repeat("0", 65));
        string bad = string.Join(",", [.. Enumerable.Repeat(pixel, 64), label]);
        var refusal = Assert.Throws<InvalidDataException>(() => HandwrittenDigits.Read(new StringReader($"{good}\n{bad}")));
        Assert.StartsWith("Line 2", refusal.Message);
    }

    [Fact]
    public void A_folder_of_IDX_files_is_read_and_scaled()
    {
        foreach (string part in (string[])["train", "t10k"])
        {
            Write($"{part}-images-idx3-ubyte.gz", s_images);
            Write($"{part}-labels-idx1-ubyte.gz", s_labels);
        }

        var data = MnistFolder.Load(_folder);
        Assert.Equal(Path.GetFileName(_folder), data.Name);
        Assert.Equal([0, 51 / 255f, 1], data.Pool.Image(0).ToArray());
        Assert.Equal([7, 9], data.Pool.Labels);
        Assert.Equal(2, data.Test!.Count);
        Assert.Equal(10, data.Scaled().Pool.MeanSquare(), 1e-4);
    }

    [Theory]
    [InlineData(2, 9, "type 9")]
    [InlineData(0, 1, "no IDX")]
    [InlineData(3, 2, "2 dimensions")]
    [InlineData(4, 0x80, "impossible")]
    [InlineData(4, 0x7F, "impossible")]
    [InlineData(7, 1, "goes on")]
    public void A_damaged_header_is_refused(int index, byte value, string complaint)
    {
        byte[] damaged = [.. s_images];
        damaged[index] = value;
        var refusal = Assert.Throws<InvalidDataException>(() => Load(damaged, s_labels));
        Assert.Contains(complaint, refusal.Message);
        Assert.Contains("images.gz", refusal.Message);
    }

    [Fact]
    public void A_file_that_ends_anywhere_too_early_is_refused()
    {
        for (int length = 0; length < s_images.Length; length++)
            Assert.Throws<InvalidDataException>(() => Load(s_images[..length], s_labels));
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 7 })]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 2, 7, 10 })]
    public void Labels_that_do_not_fit_are_refused(byte[] labels) =>
        Assert.Throws<InvalidDataException>(() => Load(s_images, labels));

    [Fact]
    public void An_empty_set_is_refused() => Assert.Throws<InvalidDataException>(
        () => Load([0, 0, 8, 3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 3], [0, 0, 8, 1, 0, 0, 0, 0]));

    [Fact]
    public void What_is_not_gzipped_is_refused()
    {
        File.WriteAllBytes(Path.Combine(_folder, "images.gz"), s_images);
        Write("labels.gz", s_labels);
        Assert.Throws<InvalidDataException>(
            () => IdxFile.Load(Path.Combine(_folder, "images.gz"), Path.Combine(_folder, "labels.gz")));
    }

    private Examples Load(byte[] images, byte[] labels)
    {
        Write("images.gz", images);
        Write("labels.gz", labels);
        return IdxFile.Load(Path.Combine(_folder, "images.gz"), Path.Combine(_folder, "labels.gz"));
    }

    private void Write(string name, byte[] content)
    {
        using var file = File.Create(Path.Combine(_folder, name));
        using var zip = new GZipStream(file, CompressionLevel.Fastest);
        zip.Write(content);
    }
}
