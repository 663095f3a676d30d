using System.ComponentModel;

namespace SamFast.Runtime;

/// <summary>For generated code: a declaration with mistakes has members that compile, and throw.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FaultyDeclaration
{
    /// <summary>Returns the exception that every member of such a class throws.</summary>
    public static NotSupportedException Exception() =>
        new("The build reported errors in this declaration, so nothing was generated for it.");
}
