using System.Diagnostics.CodeAnalysis;

namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>What became of an upload.</summary>
/// <param name="Refusal">Why it was not kept.</param>
/// <param name="File">The file, when it was kept.</param>
internal sealed record UploadOutcome(UploadRefusal Refusal, UploadedFile? File)
{
    /// <summary>Whether it was kept. Only then may the client be told a name.</summary>
    [MemberNotNullWhen(true, nameof(File))]
    public bool Ok => File is not null;

    public static implicit operator UploadOutcome(UploadRefusal refusal) => new(refusal, null);

    public static implicit operator UploadOutcome(UploadedFile file) => new(UploadRefusal.None, file);
}
