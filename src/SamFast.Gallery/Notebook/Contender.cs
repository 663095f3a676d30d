namespace SamFast.Gallery.Notebook;

/// <summary>An optimizer of the notebook in one mode.</summary>
/// <param name="Name">The name in the table and in notebook.json.</param>
/// <param name="Mode">The source of the gradients.</param>
/// <param name="NewWalker">Creates the optimizer in its initial state.</param>
internal sealed record Contender<T>(string Name, Mode Mode, Func<Walker<T>> NewWalker) where T : unmanaged;
