"""家庭与人员. Person, Household and the dated facts about them: memberships, incomes, assets, expenses, supporters, accounts."""
