"""Who acts: people, their accounts and roles, signing in and out."""
