namespace OrleansChat.Silo.Embedded;

/// <summary>The numbers of the embedded runtime; the defaults are those of Orleans where it has them.</summary>
public sealed class EmbeddedGrainOptions
{
    /// <summary>How long a caller waits for an answer.</summary>
    /// <value>30 s; <c>[ResponseTimeout]</c> overrides it per method. Checked four times a second.</value>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Calls that may wait for one activation; the next is refused with
    /// <c>LimitExceededException</c>.</summary>
    /// <value>10,000.</value>
    public int MailboxCapacity { get; set; } = 10_000;

    /// <summary>How long an activation may be unused before it is deactivated.</summary>
    /// <value>15 min.</value>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle activations are looked for.</summary>
    /// <value>1 min.</value>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>When the token given to <c>OnDeactivateAsync</c> is cancelled.</summary>
    /// <value>30 s.</value>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
