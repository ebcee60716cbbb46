using System.Globalization;

namespace OrleansChat.Tests.Load;

/// <summary>An account with a session, and where it speaks.</summary>
internal sealed record LoadUser(int Id, string Token)
{
    public string Name => Id.ToString(CultureInfo.InvariantCulture);

    public List<LoadConversation> Conversations { get; } = [];
}
