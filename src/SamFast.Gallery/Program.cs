using System.CommandLine;
using SamFast.Gallery.Digits;
using SamFast.Gallery.Notebook;
using SamFast.Gallery.OwnTransform;

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

var digits = new Command(
    "digits", "Does SAM help? Trainings on handwritten digits with wrong labels: tables, figures, digits.json.");
var digitsOptions = new DigitsOptions();
digitsOptions.AddTo(digits);
digits.SetAction(result => DigitsCommand.Run(digitsOptions.Read(result)));

var transform = new Command("transform", "A transform written outside of SamFast: its plan, and what it does on Rosenbrock's function.");
transform.SetAction(_ => OwnTransformCommand.Run());

root.Subcommands.Add(notebook);
root.Subcommands.Add(digits);
root.Subcommands.Add(transform);
return root.Parse(args).Invoke();
