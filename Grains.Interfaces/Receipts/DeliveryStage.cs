namespace OrleansChat.Receipts;

/// <summary>How far a message has come on its way to one user.</summary>
[GenerateSerializer, Alias("receipt.stage")]
public enum DeliveryStage
{
    /// <summary>Stored; none of his devices was given it.</summary>
    Stored = 0,

    /// <summary>Given to a device whose protocol confirms, and not confirmed yet.</summary>
    Handed = 1,

    /// <summary>A device confirmed it, or one whose protocol confirms nothing took the bytes.</summary>
    Confirmed = 2,
}
