namespace SamFast.Gallery.Output;

/// <summary>A piece of work whose progress is shown.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Do">Does the work and returns its result in a few words.</param>
internal sealed record Job(string Title, Func<string> Do);
