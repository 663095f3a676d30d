using System.CommandLine;
using SamFast.Gallery.ConvNet;
using SamFast.Gallery.Digits;
using SamFast.Gallery.Fit;
using SamFast.Gallery.Notebook;
using SamFast.Gallery.Ode;
using SamFast.Gallery.Options;
using SamFast.Gallery.Output;
using SamFast.Gallery.OwnTransform;

var root = new RootCommand(
    "Examples of SamFast. The default command is notebook: optax's SAM notebook on compiled optimizers.");
var notebook = new Command("notebook", "Runs optax's SAM notebook: writes its table, claims, figures and notebook.json.");

// The notebook is the default command, with the same options.
var options = new NotebookOptions();
foreach (var command in new[] { root, notebook })
{
    options.AddTo(command);
    command.SetAction(result => NotebookCommand.Run(options.Read(result)));
}

var digits = new Command(
    "digits", "Trains on handwritten digits with wrong labels, with and without SAM: tables, figures, digits.json.");
var digitsOptions = new DigitsOptions();
digitsOptions.AddTo(digits);
digits.SetAction(result => DigitsCommand.Run(digitsOptions.Read(result)));

var transform = new Command("transform", "A transform written outside of SamFast: its plan and its effect on Rosenbrock's function.");
transform.SetAction(_ => OwnTransformCommand.Run());

var fit = new Command("fit", "Fits measurements with certified results by L-BFGS, with standard deviations: table, figure, fit.json.");
var fitFolder = FolderOption.New("fit.json");
fit.Options.Add(fitFolder);
fit.SetAction(result => FitCommand.Run(result.GetRequiredValue(fitFolder)));

var ode = new Command("ode", "Fits the equations of Lotka and Volterra to counts, measured and generated: table, figure, ode.json.");
var odeOptions = new OdeOptions();
odeOptions.AddTo(ode);
ode.SetAction(result => OdeCommand.Run(odeOptions.Read(result)));

var smiles = new Command("options", "Calibrates smiles of volatility (SABR) to generated quotes: table, figure, options.json.");
var quoteOptions = new QuoteOptions();
quoteOptions.AddTo(smiles);
smiles.SetAction(result => OptionsCommand.Run(quoteOptions.Read(result)));

var convnet = new Command("convnet", "Trains a convolutional network on the digits, with and without SAM: table, figure, convnet.json.");
var convnetOptions = new ConvNetOptions();
convnetOptions.AddTo(convnet);
convnet.SetAction(result => ConvNetCommand.Run(convnetOptions.Read(result)));

root.Subcommands.Add(notebook);
root.Subcommands.Add(digits);
root.Subcommands.Add(convnet);
root.Subcommands.Add(fit);
root.Subcommands.Add(ode);
root.Subcommands.Add(smiles);
root.Subcommands.Add(transform);
return root.Parse(args).Invoke();
