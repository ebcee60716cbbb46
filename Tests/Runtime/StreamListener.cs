using Orleans.Streams;

namespace OrleansChat.Tests.Runtime;

/// <summary>Writes down what it is told.</summary>
internal sealed class StreamListener(int expected, bool fails = false) : IAsyncObserver<string>
{
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _items = [];
    private int _inside;

    public IReadOnlyList<string> Items
    {
        get
        {
            lock (_items)
            {
                return [.. _items];
            }
        }
    }

    public int MostAtOnce { get; private set; }

    public async Task OnNextAsync(string item, StreamSequenceToken? token = null)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _inside));
        await Task.Yield();
        lock (_items)
        {
            _items.Add(item);
            if (_items.Count == expected)
            {
                _all.TrySetResult();
            }
        }

        Interlocked.Decrement(ref _inside);
        if (fails)
        {
            throw new InvalidOperationException("a subscriber that fails");
        }
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    public async Task AllAsync()
    {
        try
        {
            await _all.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"Expected {expected} items, got: {string.Join(',', Items)}", late);
        }
    }
}
