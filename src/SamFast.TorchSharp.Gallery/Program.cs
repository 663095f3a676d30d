using System.CommandLine;
using SamFast;
using SamFast.Gallery.Digits;
using SamFast.Gallery.Torch;

var root = new RootCommand(
    "Trains a small convolutional network with batch normalization, a module of TorchSharp, on handwritten digits: with "
    + "and without SAM, on right and on wrong labels. Tables, figures, convnet.json.");
var options = new DigitsOptions("convnet.json", epochs: 20);
options.AddTo(root);
root.SetAction(result =>
{
    try
    {
        Libtorch.Load();
    }
    catch (DllNotFoundException e)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }

    return ConvNetCommand.Run(options.Read(result));
});
return root.Parse(args).Invoke();
