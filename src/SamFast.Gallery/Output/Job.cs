namespace SamFast.Gallery.Output;

/// <summary>A job with a progress display.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Do">Runs the job and returns a short description of its result.</param>
internal sealed record Job(string Title, Func<string> Do);
