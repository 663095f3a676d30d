using System.CommandLine;
using SamFast.Gallery.Notebook;

var root = new RootCommand(
    "What SamFast does, on real examples. Without a command: notebook, optax's SAM notebook on compiled optimizers.");
var notebook = new Command("notebook", "Runs optax's SAM notebook: the table, its claims, its figures, notebook.json.");

// The same options and the same work: the notebook is what happens when no command is given.
var options = new NotebookOptions();
foreach (var command in new[] { root, notebook })
{
    options.AddTo(command);
    command.SetAction(result => NotebookCommand.Run(options.Read(result)));
}

root.Subcommands.Add(notebook);
return root.Parse(args).Invoke();
