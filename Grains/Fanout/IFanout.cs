namespace OrleansChat.Fanout;

/// <summary>Pushes a delivery to one node over the stream <c>Deliveries</c>. Best effort: it never throws, a lost one
/// shows as a hole.</summary>
public interface IFanout
{
    /// <summary>Hands the delivery over; those to one node arrive in the order of the calls.</summary>
    Task AnnounceAsync(string node, Delivery delivery);
}
