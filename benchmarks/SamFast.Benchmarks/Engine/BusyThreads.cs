namespace SamFast.Benchmarks.Engine;

/// <summary>Keeps all processors except one busy until disposal.</summary>
internal sealed class BusyThreads : IDisposable
{
    private readonly List<Thread> _threads = [];
    private volatile bool _isOver;

    public BusyThreads()
    {
        for (int i = 1; i < Environment.ProcessorCount; i++)
        {
            var thread = new Thread(Spin) { IsBackground = true, Name = $"Busy {i}" };
            thread.Start();
            _threads.Add(thread);
        }
    }

    public void Dispose()
    {
        _isOver = true;
        _threads.ForEach(thread => thread.Join());
    }

    private void Spin()
    {
        while (!_isOver)
        {
        }
    }
}
