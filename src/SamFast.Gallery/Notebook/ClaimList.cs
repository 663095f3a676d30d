using SamFast.Gallery.Output;
using Spectre.Console;

namespace SamFast.Gallery.Notebook;

/// <summary>Prints each claim of the notebook, with its verdict and evidence.</summary>
internal static class ClaimList
{
    public static void Print(Terminal terminal, IReadOnlyList<Claim> claims)
    {
        terminal.Line();
        terminal.Line("The notebook's claims:");
        foreach (var (claim, holds, evidence) in claims)
        {
            terminal.Line();
            terminal.Write(new Markup(holds ? "[green]holds[/]: " : "[red]does not hold[/]: "));
            terminal.Line(claim);
            terminal.Line(evidence);
        }
    }
}
