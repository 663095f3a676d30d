namespace SamFast.Gallery.Output;

/// <summary>A piece of work whose progress is shown.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Do">Does it, and tells what came of it in a few words.</param>
internal sealed record Job(string Title, Func<string> Do);
