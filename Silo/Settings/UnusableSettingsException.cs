namespace OrleansChat.Silo.Settings;

/// <summary>Settings that cannot be used: the start stops with a line for each.</summary>
public sealed class UnusableSettingsException : Exception
{
    public UnusableSettingsException()
    {
    }

    public UnusableSettingsException(string message)
        : base(message)
    {
    }

    public UnusableSettingsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>One line for each fault.</summary>
    public UnusableSettingsException(IEnumerable<string> faults)
        : base(string.Join(Environment.NewLine, faults))
    {
    }
}
