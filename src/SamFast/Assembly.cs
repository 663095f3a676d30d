using System.Runtime.CompilerServices;

// Locals are assigned before they are read; clearing them costs a step of a tiny model as much as its arithmetic.
[module: SkipLocalsInit]

// The start of threads, and the state of an optimizer.
[assembly: InternalsVisibleTo("SamFast.Tests")]
