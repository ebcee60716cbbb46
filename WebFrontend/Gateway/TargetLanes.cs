namespace OrleansChat.WebFrontend.Gateway;

/// <summary>What one socket asks for, in order for each target: a conversation whose node was lost holds up no
/// other.</summary>
/// <param name="socket">Whose.</param>
/// <param name="work">Handles a frame; an exception closes the socket.</param>
/// <remarks>Only the reader of the socket calls <see cref="EnterAsync"/>. Without work it holds next to nothing.
/// </remarks>
internal sealed class TargetLanes<TTarget, TFrame>(SocketSession socket, Func<TFrame, ValueTask> work)
    where TTarget : IEquatable<TTarget>
{
    /// <summary>Frames under way or waiting; more wait in the connection.</summary>
    public const int Capacity = 64;

    private readonly Lock _gate = new();
    private readonly List<Lane> _lanes = [];
    private int _count;
    private TaskCompletionSource? _room;

    /// <summary>Starts the frame's work, or puts it behind the one before it for the same target.</summary>
    /// <returns>Complete when the next frame may be read, which is at once while there is room.</returns>
    public async ValueTask EnterAsync(TTarget target, TFrame frame)
    {
        Lane? fresh;
        while (!TryEnter(target, frame, out fresh))
        {
            await RoomAsync();
        }

        if (fresh is not null)
        {
            _ = RunAsync(fresh, frame);
        }
    }

    /// <returns>False while there is no room.</returns>
    private bool TryEnter(TTarget target, TFrame frame, out Lane? fresh)
    {
        fresh = null;
        lock (_gate)
        {
            if (_count >= Capacity)
            {
                return false;
            }

            _count++;
            if (Find(target) is { } busy)
            {
                (busy.Waiting ??= []).Enqueue(frame);
            }
            else
            {
                fresh = new Lane(target);
                _lanes.Add(fresh);
            }

            return true;
        }
    }

    private Task RoomAsync()
    {
        lock (_gate)
        {
            return _count < Capacity
                ? Task.CompletedTask
                : (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private async Task RunAsync(Lane lane, TFrame frame)
    {
        socket.WorkBegins();
        try
        {
            do
            {
                await work(frame);
            }
            while (TryNext(lane, out frame));
        }
        catch (OperationCanceledException) when (socket.IsClosing)
        {
            End(lane); // nobody waits for the answer any longer
        }
        catch (Exception fault)
        {
            End(lane);
            socket.Fail(fault);
        }
        finally
        {
            socket.WorkEnds();
        }
    }

    private Lane? Find(TTarget target)
    {
        foreach (var lane in _lanes)
        {
            if (lane.Target.Equals(target))
            {
                return lane;
            }
        }

        return null;
    }

    private bool TryNext(Lane lane, out TFrame next)
    {
        lock (_gate)
        {
            Leave(1);
            if (lane.Waiting is { } waiting && waiting.TryDequeue(out next!))
            {
                return true;
            }

            _lanes.Remove(lane);
            next = default!;
            return false;
        }
    }

    private void End(Lane lane)
    {
        lock (_gate)
        {
            _lanes.Remove(lane);
            Leave(1 + (lane.Waiting?.Count ?? 0));
        }
    }

    private void Leave(int count)
    {
        _count -= count;
        _room?.TrySetResult();
        _room = null;
    }

    private sealed class Lane(TTarget target)
    {
        public TTarget Target { get; } = target;

        public Queue<TFrame>? Waiting { get; set; }
    }
}
