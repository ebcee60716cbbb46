namespace OrleansChat.WebFrontend.Gateway;

/// <summary>How far one user has been shown one conversation on this node; moved by the writer of each of his
/// sockets.</summary>
internal sealed class ReadMark(string conversation, LocalUser user)
{
    private long _seq;
    private long _reported;
    private int _listed;

    public string Conversation { get; } = conversation;

    public LocalUser User { get; } = user;

    public long Seq => Volatile.Read(ref _seq);

    public bool IsDirty => Volatile.Read(ref _seq) > Volatile.Read(ref _reported);

    /// <summary>Moves forward; costs one compare-and-swap and never a look-up.</summary>
    public void Advance(long seq)
    {
        var current = Volatile.Read(ref _seq);
        while (seq > current)
        {
            var seen = Interlocked.CompareExchange(ref _seq, seq, current);
            if (seen == current)
            {
                break;
            }

            current = seen;
        }

        Relist();
    }

    /// <summary>Lists the mark among those to report, unless it is there already.</summary>
    public void Relist()
    {
        if (Volatile.Read(ref _listed) == 0 && IsDirty && Interlocked.Exchange(ref _listed, 1) == 0)
        {
            User.Positions.List(this);
        }
    }

    /// <summary>Taken off the list of those to report: what moves from now on lists it again.</summary>
    public void Unlist() => Volatile.Write(ref _listed, 0);

    public void Reported(long seq) => Volatile.Write(ref _reported, Math.Max(seq, Volatile.Read(ref _reported)));
}
