namespace SamFast.Gallery.Notebook;

/// <summary>The source of the gradients.</summary>
internal enum Mode
{
    /// <summary>A chain without SAM: one gradient per step, from the caller.</summary>
    Plain,

    /// <summary>SAM with one gradient per step, which moves the parameters to the perturbed point and back.</summary>
    Transparent,

    /// <summary>SAM with a whole period per step, which evaluates the gradients.</summary>
    Opaque,
}

internal static class ModeNames
{
    /// <summary>The mode as the table and notebook.json call it.</summary>
    public static string Label(this Mode mode) => mode switch
    {
        Mode.Plain => "plain",
        Mode.Transparent => "transparent",
        _ => "opaque",
    };
}
