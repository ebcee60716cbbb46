namespace OrleansChat.Accounts;

/// <summary>Who holds a directory entry.</summary>
internal sealed record LookupState
{
    public long Id { get; init; }
}
