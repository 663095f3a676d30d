using System.Runtime.CompilerServices;

// Locals are assigned before they are read; clearing them costs a step of a tiny model as much as its arithmetic.
[module: SkipLocalsInit]

// How threads are started, and what an optimizer keeps.
[assembly: InternalsVisibleTo("SamFast.Tests")]
