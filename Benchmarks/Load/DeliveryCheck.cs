using OrleansChat.Benchmarks.Sockets;

namespace OrleansChat.Benchmarks.Load;

/// <summary>Checks every delivery at every socket: each message once, in order of lane and of conversation.</summary>
internal sealed class DeliveryCheck(Verdict verdict, bool idsGrow)
{
    private readonly HashSet<(Lane Lane, int Slot, long Number)> _missing = [];
    private readonly HashSet<(Lane Lane, long Number)> _refused = [];

    /// <summary>Takes note of a delivery.</summary>
    /// <returns>True when the socket sees the message for the first time.</returns>
    public bool Accept(LoadSocket socket, Lane lane, long number, long logId)
    {
        ref var expected = ref lane.Expected(socket.Slot);
        if (number == expected)
        {
            expected++;
        }
        else if (number > expected)
        {
            for (var skipped = expected; skipped < number; skipped++)
            {
                _missing.Add((lane, socket.Slot, skipped));
            }

            expected = number + 1;
        }
        else if (_missing.Remove((lane, socket.Slot, number)))
        {
            verdict.Reordered++;
        }
        else
        {
            verdict.AddDuplicated(
                $"{Name(lane, number)}, id {logId}, came again to member {socket.Slot} after {expected - 1}");
            return false;
        }

        CheckLogId(socket, lane, number, logId);
        return true;
    }

    /// <summary>The server refused the message: nobody may see it.</summary>
    public void Refuse(Lane lane, long number) => _refused.Add((lane, number));

    /// <summary>Counts what never came.</summary>
    public void Close(IEnumerable<Lane> lanes)
    {
        foreach (var (lane, slot, number) in _missing.Where(gap => !_refused.Contains((gap.Lane, gap.Number))))
        {
            AddLost(lane, slot, number);
        }

        foreach (var lane in lanes)
        {
            var answered = lane.Sent;
            while (answered > 0 && !IsAnswered(lane, answered))
            {
                answered--;
                verdict.Unanswered++;
            }

            for (var slot = 0; slot < lane.Members; slot++)
            {
                if (!lane.TellsSender && slot == lane.Sender.Slot)
                {
                    continue;
                }

                for (var number = lane.Expected(slot); number <= answered; number++)
                {
                    if (!_refused.Contains((lane, number)))
                    {
                        AddLost(lane, slot, number);
                    }
                }
            }
        }
    }

    private void AddLost(Lane lane, int slot, long number) =>
        verdict.AddLost($"{Name(lane, number)} never came to member {slot}");

    private static string Name(Lane lane, long number) =>
        $"message {number} of {lane.Sent} of member {lane.Sender.Slot} of conversation {lane.Conversation}";

    private bool IsAnswered(Lane lane, long number) =>
        _refused.Contains((lane, number))
        || !lane.Flights.Holds(number)
        || lane.Flights[number].Acknowledged;

    private void CheckLogId(LoadSocket socket, Lane lane, long number, long logId)
    {
        if (logId == 0)
        {
            return; // the protocol shows none
        }

        if (idsGrow && logId <= socket.LastLogId)
        {
            verdict.Reordered++;
            return;
        }

        socket.LastLogId = logId;
        ref var flight = ref lane.Flights[number];
        if (flight.LogId == 0)
        {
            flight.LogId = logId;
        }
        else if (flight.LogId != logId)
        {
            verdict.AddUnknown($"message {number} has log ids {flight.LogId} and {logId}");
        }
    }
}
