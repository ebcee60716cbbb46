using System.Collections.Immutable;

namespace OrleansChat.Accounts;

/// <summary>What an operator may set about accounts.</summary>
/// <param name="FixedCaptcha"><c>Chat:Sms:FixedCode</c>: every captcha is this; null otherwise. Development
/// only.</param>
/// <param name="StaffMobiles"><c>Chat:Staff</c>: mobiles whose accounts are staff.</param>
/// <param name="HasQuotas">Whether hourly quotas apply: in Production and TrustedNetwork.</param>
public sealed record AccountOptions(string? FixedCaptcha, ImmutableHashSet<string> StaffMobiles, bool HasQuotas);
