namespace OrleansChat.WebFrontend.Gateway.Settings;

/// <summary>Settings by their full names, such as <c>Chat:Im:Auth</c>. A value that cannot be used is noted, the
/// fallback returned, and the start ends with one line for each.</summary>
public interface IProtocolSettings
{
    /// <summary>The value without spaces around it, or null when there is none.</summary>
    string? Text(string key);

    /// <summary>What stands between commas.</summary>
    string[] List(string key);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    bool Switch(string key, bool fallback);

    /// <summary>A whole number.</summary>
    int Number(string key, int fallback, int min, int max);

    /// <summary>Such as <c>00:00:05</c>.</summary>
    TimeSpan Time(string key, TimeSpan fallback, TimeSpan min, TimeSpan max);

    /// <summary>A name of the enumeration.</summary>
    TEnum Choice<TEnum>(string key, TEnum fallback)
        where TEnum : struct, Enum;

    /// <summary>An absolute <c>http</c> or <c>https</c> address without a slash at its end, or null when there is
    /// none.</summary>
    string? PublicUrl(string key);
}
