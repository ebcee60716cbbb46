using System.Collections.Concurrent;
using System.Diagnostics;

namespace OrleansChat.Tests.Load;

/// <summary>One user speaking in one conversation: a message, its answer, a pause. What is not answered is said again
/// under its own id.</summary>
internal sealed class LoadLane(LoadDevice device, LoadConversation conversation, TimeSpan period, Stopwatch clock)
{
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Insistence = TimeSpan.FromSeconds(60);

    // Refusals that say: not now. -1000, -1010 and -1011 are the database, -1012 is too much, -9000 is a fault.
    private static readonly int[] NotNow = [-1000, -1010, -1011, -1012, -9000];

    private readonly ConcurrentQueue<SentMessage> _sent = [];

    public IEnumerable<SentMessage> Sent => _sent;

    public LoadConversation Conversation => conversation;

    /// <summary>Until it is told to stop; the last message is settled then.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var due = clock.Elapsed + (period * Random.Shared.NextDouble());
        while (await WaitAsync(due - clock.Elapsed, stop))
        {
            var key = $"{conversation.Name}/{device.User.Name}/{_sent.Count}";
            var message = new SentMessage(conversation.Name, key, device.User.Id, clock.ElapsedMilliseconds)
            {
                ConnectedMs = device.ConnectedMs,
            };
            _sent.Enqueue(message);
            await InsistAsync(message);
            due += period;
        }
    }

    private async Task InsistAsync(SentMessage message)
    {
        while (clock.ElapsedMilliseconds - message.FirstTryMs < Insistence.TotalMilliseconds)
        {
            var answer = await device.SayAsync(conversation, message, AnswerPatience);
            if (answer.Id is { } id)
            {
                (message.AckedMs, message.AckedId) = (clock.ElapsedMilliseconds, id);
                return;
            }

            if (answer.Code is { } code && !NotNow.Contains(code))
            {
                message.RefusedCode = code;
                return;
            }

            await Task.Delay(Random.Shared.Next(50, 300));
        }
    }

    /// <summary>False when it is time to stop.</summary>
    private static async Task<bool> WaitAsync(TimeSpan pause, CancellationToken stop)
    {
        await Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, stop)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stop.IsCancellationRequested;
    }
}
