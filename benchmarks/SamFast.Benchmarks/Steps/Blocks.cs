namespace SamFast.Benchmarks.Steps;

/// <summary>The ranges of the blocks of a vector. The last block may be shorter.</summary>
internal struct Blocks(int length, int block)
{
    /// <summary>The length of a block; a few vectors of this length fit in L1.</summary>
    public const int Size = 1_024;

    private int _end;

    public Range Current { get; private set; }

    public readonly Blocks GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_end >= length)
            return false;
        int start = _end;
        _end = Math.Min(length, start + block);
        Current = start.._end;
        return true;
    }
}
