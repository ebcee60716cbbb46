using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace OrleansChat.Silo.Settings;

/// <summary>Reads settings by name and collects every value that cannot be used, so that all are said at
/// once.</summary>
/// <remarks>A fault begins with the setting's name; the caller then gets the fallback, so that reading goes
/// on.</remarks>
public sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<string> _faults = [];

    /// <summary>Notes that a value cannot be used.</summary>
    /// <param name="fault">Begins with the setting's name; never has a secret in it.</param>
    public void Fault(string fault) => _faults.Add(fault);

    /// <summary>Ends the reading.</summary>
    /// <exception cref="UnusableSettingsException">Some cannot be used; the message has a line for each.</exception>
    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
        {
            throw new UnusableSettingsException(_faults);
        }
    }

    /// <summary>The value without spaces around it, or null when there is none.</summary>
    public string? Text(string key) => configuration[key] is { Length: > 0 } text ? text.Trim() : null;

    /// <summary>A secret, or null when there is none. A fault does not tell it.</summary>
    public string? Secret(string key, int minLength)
    {
        var text = Text(key);
        if (text?.Length < minLength)
        {
            Fault($"{key}: at least {minLength} characters");
        }

        return text;
    }

    /// <summary>What stands between commas.</summary>
    public string[] List(string key) =>
        (Text(key) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public int Number(string key, int fallback, int min, int max)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
        {
            return number;
        }

        Fault($"{key}: '{text}' is no whole number from {min} to {max}");
        return fallback;
    }

    public bool Switch(string key, bool fallback)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        if (bool.TryParse(text, out var value))
        {
            return value;
        }

        Fault($"{key}: '{text}' is neither true nor false");
        return fallback;
    }

    public TEnum Choice<TEnum>(string key, TEnum fallback)
        where TEnum : struct, Enum
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        if (Enum.TryParse<TEnum>(text, ignoreCase: true, out var value)
            && Enum.IsDefined(value)
            && !char.IsDigit(text[0]))
        {
            return value;
        }

        Fault($"{key}: '{text}' is none of {string.Join(", ", Enum.GetNames<TEnum>())}");
        return fallback;
    }

    /// <summary>Such as <c>00:00:05</c>.</summary>
    public TimeSpan Time(string key, TimeSpan fallback, TimeSpan min, TimeSpan max)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        if (TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var time) && time >= min && time <= max)
        {
            return time;
        }

        Fault($"{key}: '{text}' is no time from {min:c} to {max:c}");
        return fallback;
    }

    /// <summary>Where to listen: <c>http://</c>, an address, <c>localhost</c> or <c>*</c>, and a port.</summary>
    public IPEndPoint Listener(string key, string fallback)
    {
        var text = Text(key) ?? fallback;
        var readable = text.Replace("//*:", "//0.0.0.0:", StringComparison.Ordinal)
            .Replace("//+:", "//0.0.0.0:", StringComparison.Ordinal)
            .Replace("//localhost:", "//127.0.0.1:", StringComparison.OrdinalIgnoreCase);
        if (Uri.TryCreate(readable, UriKind.Absolute, out var url)
            && url.Scheme == Uri.UriSchemeHttp
            && url.PathAndQuery == "/"
            && IPAddress.TryParse(url.Host.Trim('[', ']'), out var address))
        {
            return new IPEndPoint(address, url.Port);
        }

        Fault($"{key}: '{text}' is no address such as {fallback}");
        return new IPEndPoint(IPAddress.Loopback, 0);
    }
}
