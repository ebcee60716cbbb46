namespace OrleansChat.Silo.Storage;

/// <summary>How the stores use the database.</summary>
public sealed class ChatStorageOptions
{
    /// <summary>The service id of the product; never changes.</summary>
    public const string DefaultServiceId = "orleanschat";

    /// <value>Orleans' service id, part of the key of every grain state. Default <c>orleanschat</c>.</value>
    public string ServiceId { get; set; } = DefaultServiceId;

    /// <value>Loops that commit message rows, each on a connection of its own. Default 2: one collects while the other
    /// waits for the disk.</value>
    public int LogWriters { get; set; } = 2;

    /// <value>Rows in one commit, default 512.</value>
    public int MaxRowsPerCommit { get; set; } = 512;

    /// <value>Batches that may wait for a writer, default 8,192; more wait in their callers.</value>
    public int MaxWaitingBatches { get; set; } = 8_192;

    /// <value>How long an append waits for a database that does not answer, default 4 s.</value>
    public TimeSpan OutageLimit { get; set; } = TimeSpan.FromSeconds(4);

    /// <value>Connections of the shared pool, default 20.</value>
    public int MaxPoolSize { get; set; } = 20;
}
