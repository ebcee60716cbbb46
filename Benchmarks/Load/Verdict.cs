using System.Globalization;

namespace OrleansChat.Benchmarks.Load;

/// <summary>What went wrong in a run; all zero is the only good one.</summary>
internal sealed class Verdict
{
    private const int MaxExamples = 12;

    private readonly List<string> _examples = [];

    /// <summary>Acknowledged or seen somewhere, and missing at a socket that had to see it.</summary>
    public long Lost { get; private set; }

    /// <summary>Seen more than once by a socket.</summary>
    public long Duplicated { get; private set; }

    /// <summary>After a later message of the same lane, or with a log id that is not above the one before.</summary>
    public long Reordered { get; set; }

    /// <summary>A frame that nobody sent so, or at a socket that must not see it.</summary>
    public long Unknown { get; private set; }

    /// <summary>Refused by the server.</summary>
    public long Failed { get; private set; }

    /// <summary>Sent, and neither acknowledged nor refused when the wait for stragglers was over.</summary>
    public long Unanswered { get; set; }

    /// <summary>Sockets that the server closed.</summary>
    public long Closed { get; private set; }

    public IReadOnlyList<string> Examples => _examples;

    public bool Passed => Lost + Duplicated + Reordered + Unknown + Failed + Unanswered + Closed == 0;

    public void AddLost(string example)
    {
        Lost++;
        AddExample(example);
    }

    public void AddDuplicated(string example)
    {
        Duplicated++;
        AddExample(example);
    }

    public void AddUnknown(string example)
    {
        Unknown++;
        AddExample(example);
    }

    public void AddFailed(string example)
    {
        Failed++;
        AddExample(example);
    }

    public void AddClosed(string example)
    {
        Closed++;
        AddExample(example);
    }

    public override string ToString()
    {
        var counts = string.Create(
            CultureInfo.InvariantCulture, $"lost={Lost} duplicated={Duplicated} reordered={Reordered}");
        return Passed
            ? counts
            : counts + string.Create(
                CultureInfo.InvariantCulture,
                $" unknown={Unknown} failed={Failed} unanswered={Unanswered} closed={Closed}");
    }

    private void AddExample(string example)
    {
        if (_examples.Count < MaxExamples)
        {
            _examples.Add(example);
        }
    }
}
