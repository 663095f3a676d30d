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

    /// <summary>Of the shapes of Fashion-MNIST, with fewer images.</summary>
    [Fact]
    public void Images_of_28_by_28_pixels_are_read_as_written()
    {
        const int Pixels = 28 * 28;
        foreach (var (part, count) in new[] { ("train", 600), ("t10k", 100) })
        {
            byte[] images = [0, 0, 8, 3, 0, 0, (byte)(count >> 8), (byte)count, 0, 0, 0, 28, 0, 0, 0, 28,
                .. Enumerable.Range(0, count * Pixels).Select(i => (byte)(i % 251))];
            byte[] labels = [0, 0, 8, 1, 0, 0, (byte)(count >> 8), (byte)count, .. Enumerable.Range(0, count).Select(i => (byte)(i % 10))];
            Write($"{part}-images-idx3-ubyte.gz", images);
            Write($"{part}-labels-idx1-ubyte.gz", labels);
        }

        var data = MnistFolder.Load(_folder);
        Assert.Equal((600, 100, Pixels, Pixels), (data.Pool.Count, data.Test!.Count, data.Pool.Features, data.Test.Features));
        Assert.Equal(599 % 10, data.Pool.Labels[599]);
        for (int pixel = 0; pixel < Pixels; pixel++)
            Assert.Equal(((599 * Pixels) + pixel) % 251 / 255f, data.Pool.Image(599)[pixel]);
    }

    [Fact]
    public void Files_that_are_missing_are_all_named()
    {
        Write("train-images-idx3-ubyte.gz", s_images);
        Write("t10k-labels-idx1-ubyte.gz", s_labels);
        string message = Assert.Throws<FileNotFoundException>(() => MnistFolder.Load(_folder)).Message;
        Assert.Contains($"{_folder} lacks train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz:", message);
        Assert.Contains("lacks train-images", Assert.Throws<FileNotFoundException>(
            () => MnistFolder.Load(Path.Combine(_folder, "nowhere"))).Message);
    }

    [Fact]
    public void Images_of_another_size_for_tests_are_refused()
    {
        Write("train-images-idx3-ubyte.gz", s_images);
        Write("t10k-images-idx3-ubyte.gz", [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4]);
        Write("train-labels-idx1-ubyte.gz", s_labels);
        Write("t10k-labels-idx1-ubyte.gz", s_labels);
        Assert.Contains("3 pixels, those for tests 2", Assert.Throws<InvalidDataException>(() => MnistFolder.Load(_folder)).Message);
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
        {
            string message = Assert.Throws<InvalidDataException>(() => Load(s_images[..length], s_labels)).Message;
            Assert.Contains("images.gz", message);
            Assert.Contains(length < 16 ? "in its header" : $"after {length - 16} of its 6 elements", message);
        }
    }

    [Fact]
    public void A_download_that_was_cut_off_is_refused()
    {
        Load(s_images, s_labels);
        string path = Path.Combine(_folder, "images.gz");
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length / 2; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Contains("images.gz", Assert.Throws<InvalidDataException>(
                () => IdxFile.Load(path, Path.Combine(_folder, "labels.gz"))).Message);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 7 }, "2 images, but", "1 labels")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 2, 7, 10 }, "label 10", "0 to 9")]
    public void Labels_that_do_not_fit_are_refused(byte[] labels, params string[] complaints)
    {
        string message = Assert.Throws<InvalidDataException>(() => Load(s_images, labels)).Message;
        Assert.All([.. complaints, "labels.gz"], complaint => Assert.Contains(complaint, message));
    }

    [Fact]
    public void An_empty_set_is_refused() => Assert.Throws<InvalidDataException>(
        () => Load([0, 0, 8, 3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 3], [0, 0, 8, 1, 0, 0, 0, 0]));

    [Fact]
    public void A_file_that_is_not_gzipped_is_refused()
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
