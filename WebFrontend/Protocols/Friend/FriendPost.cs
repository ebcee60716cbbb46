namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>A message on its way to the grain.</summary>
internal sealed class FriendPost(FriendInput input, CancellationToken cancellation)
{
    public FriendInput Input { get; } = input;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Calls that were made: more than one may have stored it before.</summary>
    public int Tries { get; set; }
}
