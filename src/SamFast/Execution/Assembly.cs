using System.Runtime.CompilerServices;

// Locals are assigned before they are read; clearing them costs a step of a tiny model as much as its arithmetic.
[module: SkipLocalsInit]
